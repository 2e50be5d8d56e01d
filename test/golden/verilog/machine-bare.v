module machine (
  input  wire slow_clk,
  input  wire slow_rst_n,
  input  wire start,
  output reg  busy
);
  localparam [1:0] MODE_IDLE = 2'd0;
  localparam [1:0] MODE_LOAD = 2'd1;
  localparam [1:0] MODE_RUN = 2'd2;

  reg [1:0] mode;
  reg [3:0] left;

  always @* begin
    busy = 1'b0;
    if (mode == MODE_RUN) begin
      busy = 1'b1;
    end
  end

  always @(posedge slow_clk) begin
    case (mode)
      MODE_LOAD: begin
        left <= 4'd9;
      end
      MODE_RUN: begin
        left <= left - 4'd1;
      end
      default: ;
    endcase
  end

  wire left_eq_0 = left == 4'd0;

  always @(posedge slow_clk or negedge slow_rst_n) begin
    if (!slow_rst_n) begin
      mode <= MODE_IDLE;
    end else begin
      case (mode)
        MODE_IDLE: begin
          if (start) begin
            mode <= MODE_LOAD;
          end
        end
        MODE_LOAD: begin
          mode <= MODE_RUN;
        end
        MODE_RUN: begin
          if (left_eq_0) begin
            mode <= MODE_IDLE;
          end
        end
        default: ;
      endcase
    end
  end
endmodule
